"""Other triple stores: loading, verifying, asking; this program's own stores are in `store`."""
