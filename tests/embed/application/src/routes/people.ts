import { Hono } from "hono";
import { usersTable } from "../../db/users.js";
import { db } from "../db.js";

export const people = new Hono().get("/", async (c) => {
  const rows = await db.select({ id: usersTable.id, fullName: usersTable.fullName }).from(usersTable);
  return c.json(rows);
});
