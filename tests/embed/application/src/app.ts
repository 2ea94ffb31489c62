import { Hono } from "hono";
import { logger } from "hono/logger";
import { people } from "./routes/people.js";

export const app = new Hono<{ Variables: { tenant: string } }>();

app.use(logger());
app.use(async (c, next) => {
  c.set("tenant", c.req.header("x-tenant") ?? "main");
  await next();
});

app.get("/", (c) => c.text("clinic"));
app.route("/people", people);

app.post("/upload", async (c) => c.json({ bytes: (await c.req.arrayBuffer()).byteLength }));

app.notFound((c) => c.text("nothing here, says the clinic", 404));
app.onError((error, c) => {
  console.error(`clinic: ${error.message}`);
  return c.text("the clinic is sorry", 500);
});
