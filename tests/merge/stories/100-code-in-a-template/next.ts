check('a', sql`${t.amount} >= 0`)
