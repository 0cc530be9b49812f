/** Small drawings: one shape for each urgency, so that colour is never the only sign. Decoration to readers. */

/** @type {Record<string, string>} paths on a 16 × 16 field */
const PATHS = {
  emergency: "M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5zM7 3.6l.3 5.6h1.4L9 3.6zM8 10.4a1.1 1.1 0 1 0 0 2.2 1.1 1.1 0 0 0 0-2.2z",
  urgent: "M8 .9 15.6 14.6H.4zM7.2 5.6l.3 4.4h1l.3-4.4zM8 10.9a.95.95 0 1 0 0 1.9.95.95 0 0 0 0-1.9z",
  attention: "M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2zM8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  routine: "M8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6zm0 1.5a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z",
  door: "M2.5 15.5V7.6a5.5 5.5 0 0 1 11 0v7.9zM10.6 10.2a1 1 0 1 0 0 2 1 1 0 0 0 0-2z",
  bell: "M8 1.2c2.7 0 4.4 2 4.4 4.6v3l1.5 2.6H2.1l1.5-2.6v-3C3.6 3.200 5.300 1.200 8 1.200zM6.200 12.600h3.600a1.800 1.800 0 0 1-3.600 0z",
  muted: "M1.900 1 15 14.100l-.9.9-3.500-3.600H2.100l1.500-2.600v-3c0-.5.1-1 .2-1.400L1 1.900zM8 1.200c2.700 0 4.400 2 4.400 4.600v2.600L5.600 1.800c.7-.4 1.500-.6 2.400-.6zM6.200 12.600h3.600a1.800 1.800 0 0 1-3.600 0z",
  theme: "M8 1.200a6.800 6.800 0 1 1 0 13.600A6.800 6.800 0 0 1 8 1.200zm0 1.500v10.600a5.300 5.300 0 0 0 0-10.600z",
  left: "M2 1.500h7v3.200H7.500V3h-4v10h4v-1.700H9v3.200H2zM10.500 4.700 14 8l-3.500 3.300V9H6V7h4.500z",
  person: "M8 1.800a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 9c3.300 0 5.500 1.900 5.500 5.200h-11C2.500 10.900 4.700 9 8 9z",
  bot: "M7.300 1h1.400v2h3.800v9H3.500V3h3.800zM6 6.200a1 1 0 1 0 0 2 1 1 0 0 0 0-2zm4 0a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM5 13h6v1.500H5z",
  search: "M6.800 1.500a5.300 5.300 0 0 1 4.200 8.500l3.500 3.400-1.100 1.100L10 11a5.300 5.300 0 1 1-3.200-9.500zm0 1.500a3.800 3.800 0 1 0 0 7.600 3.800 3.800 0 0 0 0-7.600z",
};

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} name @param {string} [classes] */
export function shape(name, classes = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `shape ${classes}`.trim());
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? PATHS["routine"] ?? "");
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}
