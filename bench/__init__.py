"""What the wallet costs in time, bytes and memory, beside the least it could cost: `./dev bench`."""
