"""The processes that answer: jobs, replies, limits; what a job computes is in `server.answering`."""
