import type { ReactNode } from "react";

/** Line icons on a grid of 16, drawn for this application; the stroke takes the colour of the text. */
const shapes = {
  desk: <path d="M2 3h12v8H2zM6 14h4M8 11v3" />,
  document: <path d="M4 1.5h5l3 3v10H4zM9 1.5v3h3M6 8h4M6 11h4" />,
  shield: <path d="M8 1.5l5.5 2v4c0 3.4-2.3 5.7-5.5 7-3.2-1.3-5.5-3.6-5.5-7v-4zM5.5 8l2 2 3-3.5" />,
  tray: <path d="M2 9l2-6h8l2 6v4.5H2zM2 9h3.5c0 1.5 1 2.3 2.5 2.3s2.5-.8 2.5-2.3H14" />,
  globe: (
    <path d="M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM1.5 8h13M8 1.5c2 2 2.8 4.2 2.8 6.5s-.8 4.5-2.8 6.5c-2-2-2.8-4.2-2.8-6.5S6 3.5 8 1.5z" />
  ),
  list: <path d="M6 3.5h8M6 8h8M6 12.5h8M2 3.5h1.5M2 8h1.5M2 12.5h1.5" />,
  template: <path d="M2 2h12v12H2zM2 5.5h12M6.5 5.5V14" />,
  chart: <path d="M2 14h12M4 11.5V8M8 11.5V3.5M12 11.5V6" />,
  sync: <path d="M13.5 6.5A5.7 5.7 0 003 5M2.5 9.5A5.7 5.7 0 0013 11M3 1.8V5h3.2M13 14.2V11H9.8" />,
  gear: (
    <path d="M8 5.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4" />
  ),
  joins: (
    <path d="M4 2.5a2 2 0 100 4 2 2 0 000-4zM12 2.5a2 2 0 100 4 2 2 0 000-4zM8 9.5a2 2 0 100 4 2 2 0 000-4zM6 4.5h4M5 6.3l2 3.4M11 6.3L9 9.7" />
  ),
  mask: <path d="M2 3.5h12M2 8h2.5M11.5 8H14M2 12.5h12M6.5 6.3h3v3.4h-3z" />,
  rules: <path d="M3 1.5h10v13H3zM5.3 5.4l1 1 1.6-2M9.8 5.5h1.4M5.3 10.2l1 1 1.6-2M9.8 10.3h1.4" />,
  target: (
    <path d="M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 4.8a3.2 3.2 0 100 6.4 3.2 3.2 0 000-6.4zM8 8h.01" />
  ),
  search: <path d="M7 2a5 5 0 100 10A5 5 0 007 2zM10.7 10.7L14 14" />,
  offline: (
    <path d="M2 2l12 12M2 6.5c1-.9 2.1-1.5 3.3-1.9M8 4c2.3 0 4.4.9 6 2.5M4.5 9.3c.8-.7 1.7-1.1 2.7-1.3M8 12.5h.01M10.5 8.6c.4.2.7.4 1 .7" />
  ),
  person: <path d="M8 2a3 3 0 100 6 3 3 0 000-6zM2.5 14c.5-3 2.7-4.5 5.5-4.5s5 1.5 5.5 4.5" />,
  lock: <path d="M3.5 7h9v7h-9zM5.5 7V4.5a2.5 2.5 0 015 0V7M8 9.8v1.7" />,
  check: <path d="M2.5 8.5l3.5 3.5 7.5-8" />,
  cross: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />,
  warning: <path d="M8 2l6.5 11.5h-13zM8 6.5v3.5M8 11.8h.01" />,
  info: <path d="M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 7.3v3.7M8 5h.01" />,
  clock: <path d="M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 4.5V8l2.5 1.5" />,
  back: <path d="M6.5 3.5L3 7l3.5 3.5M3 7h6.5a3.5 3.5 0 010 7H7" />,
  pause: <path d="M5.5 3v10M10.5 3v10" />,
  chevronRight: <path d="M6 3l5 5-5 5" />,
  chevronLeft: <path d="M10 3L5 8l5 5" />,
  chevronDown: <path d="M3 6l5 5 5-5" />,
  plus: <path d="M8 2.5v11M2.5 8h11" />,
  minus: <path d="M2.5 8h11" />,
  upload: <path d="M8 10.5v-9M4.5 5L8 1.5 11.5 5M2.5 11v3h11v-3" />,
  download: <path d="M8 1.5v9M4.5 7L8 10.5 11.5 7M2.5 11v3h11v-3" />,
  print: <path d="M4.5 6V2h7v4M4.5 11.5h-2.5V6h12v5.5h-2.5M4.5 9.5h7V14h-7z" />,
  send: <path d="M14 2L1.8 7l4.7 2.5L9 14.2zM14 2L6.5 9.5" />,
  comment: <path d="M2 2.5h12v8.5H8L4.5 14v-3H2zM5 5.5h6M5 8h4" />,
  copy: <path d="M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1" />,
  eye: (
    <path d="M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8zM8 6a2 2 0 100 4 2 2 0 000-4z" />
  ),
  columns: <path d="M2 3h12v10H2zM6 3v10M10 3v10" />,
  filter: <path d="M2 3h12L9.5 8.5V13l-3-1.5v-3z" />,
  disc: <path d="M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 6.3a1.7 1.7 0 100 3.4 1.7 1.7 0 000-3.4z" />,
  arrowDown: <path d="M8 2.5v11M4 9.5l4 4 4-4" />,
  arrowUp: <path d="M8 13.5v-11M4 6.5l4-4 4 4" />,
  arrowRight: <path d="M2.5 8h11M9.5 4l4 4-4 4" />,
  link: <path d="M6.5 9.5l3-3M7 4.5l1.5-1.5a2.8 2.8 0 014 4L11 8.5M9 11.5l-1.5 1.5a2.8 2.8 0 01-4-4L5 7.5" />,
  file: <path d="M4 1.5h5l3 3v10H4zM9 1.5v3h3" />,
  trash: <path d="M2.5 4h11M6 4V2.5h4V4M4 4l.7 10h6.6L12 4M6.7 6.5v5M9.3 6.5v5" />,
  edit: <path d="M2.5 13.5l.7-3L11 2.8l2.2 2.2-7.7 7.8z" />,
  sun: (
    <path d="M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1" />
  ),
  help: (
    <path d="M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM6.2 6.3c.1-1.1.8-1.8 1.9-1.8s1.8.7 1.8 1.6c0 1.3-1.9 1.5-1.9 2.9M8 11.3h.01" />
  ),
} as const satisfies Readonly<Record<string, ReactNode>>;

export type IconName = keyof typeof shapes;

/** Decorative by default; with `label` it is read as an image. */
export function Icon({
  name,
  size = 16,
  label,
}: {
  readonly name: IconName;
  readonly size?: number;
  readonly label?: string;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.3}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: "none", verticalAlign: "-0.15em" }}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      {shapes[name]}
    </svg>
  );
}
