"""Settings, addresses and the WSGI application: joins everything below."""
