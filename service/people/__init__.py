"""Who is let in, and as what: logins, sessions, machines' tokens, roles, schools, teams, and the log of acts."""
