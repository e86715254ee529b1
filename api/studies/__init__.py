"""Studies of an office: asked over HTTP, their months solved by the queue, their answers and papers handed out."""
