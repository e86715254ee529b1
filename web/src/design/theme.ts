import { createTheme, type MantineColorsTuple } from "@mantine/core";
import { BRAND, DANGER, INK } from "./tokens";

// Mantine wants ten shades; ours is the seventh, the others are its tints.
const brand: MantineColorsTuple = [
  "#EFF5FC",
  "#E0EDFB",
  "#BFD9F3",
  "#8FBCE8",
  "#5A9BD9",
  "#2A79C4",
  BRAND,
  "#094D92",
  "#0B3D78",
  "#072D59",
];
const danger: MantineColorsTuple = [
  "#FDF1F1",
  "#FCE3E4",
  "#F5C2C5",
  "#EA969B",
  "#DC646C",
  "#C93A45",
  DANGER,
  "#9E1528",
  "#8C1620",
  "#5F0E16",
];

export const theme = createTheme({
  primaryColor: "brand",
  primaryShade: 6,
  colors: { brand, danger },
  black: INK,
  fontFamily: "Inter, 'Segoe UI', Roboto, Arial, sans-serif",
  fontFamilyMonospace: "Consolas, 'Liberation Mono', monospace",
  defaultRadius: 6,
  fontSizes: { xs: "12px", sm: "14px", md: "14px", lg: "16px", xl: "22px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "28px" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "22px", lineHeight: "28px" },
      h2: { fontSize: "16px", lineHeight: "24px" },
      h3: { fontSize: "14px", lineHeight: "20px" },
    },
  },
  respectReducedMotion: true,
  focusRing: "auto",
});
