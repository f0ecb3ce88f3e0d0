"""Pages people read and print: a plan in, HTML in the dress of Aksel (Nav's design system) out."""
