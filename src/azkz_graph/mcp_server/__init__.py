"""The dataset as a server of the Model Context Protocol; what a client asks in, answers with their passages out."""
