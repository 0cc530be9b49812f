"""Storage: the only package that knows SQLAlchemy. Everything a person wrote is sealed before it gets here."""
