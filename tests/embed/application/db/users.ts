import { boolean, pgTable, serial, text, timestamp } from "drizzle-orm/pg-core";

export const usersTable = pgTable("clinic_users", {
  id: serial().primaryKey(),
  email: text().notNull().unique(),
  fullName: text("full_name").notNull(),
  active: boolean().notNull().default(true),
  passwordHash: text("password_hash").notNull(),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});
