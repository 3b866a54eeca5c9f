//! Pens that write a scene as SVG and PNG. Knows no window.
