INSERT INTO products (id, name, price, stock) VALUES
  ('gopher', 'Plush gopher', 1999, 40),
  ('mug', 'Coffee mug', 899, 120),
  ('notebook', 'Squared notebook', 450, 300),
  ('sticker', 'Sheet of stickers', 250, 1000)
ON CONFLICT (id) DO NOTHING;
