import { serve } from "@hono/node-server";
import { app } from "./app.js";
import { closePool } from "./db.js";

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, (info) => {
  console.log(`listening on ${info.port}`);
});

process.on("SIGTERM", () => {
  server.close(() => closePool());
});
