check('a', sql`${t.price} > 0`)
