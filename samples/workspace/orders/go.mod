module example.com/workspace/orders

go 1.26
