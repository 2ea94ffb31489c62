import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./db/users.ts",
  out: "./drizzle",
  dbCredentials: { url: process.env.DATABASE_URL! },
});
