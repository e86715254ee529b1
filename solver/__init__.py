"""One engine behind one function: :func:`solver.solve.solve` turns a problem into a plan with its bound."""
