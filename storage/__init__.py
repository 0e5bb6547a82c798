"""What is kept: tables, transactions, migrations. The only SQL."""
