import { migrate } from "drizzle-orm/node-postgres/migrator";
import { closePool, db } from "./db.js";

await migrate(db, { migrationsFolder: "drizzle" });
await closePool();
