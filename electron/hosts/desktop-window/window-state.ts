import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Bounds;
  readonly maximized: boolean;
}

/** The smallest office screen the screens are designed for is 1366×768; a window may be a little narrower. */
export const smallestWindow = { width: 1024, height: 640 } as const;
const firstWindow = { width: 1366, height: 768 } as const;

/**
 * Where the window opens: as it was left when enough of it is still on a screen to be moved by its title bar, else centred on the first
 * screen. Screens change: a laptop leaves its dock.
 */
export function placeWindow(saved: WindowState | undefined, screens: readonly Bounds[]): WindowState {
  const main = screens[0] ?? { x: 0, y: 0, ...firstWindow };
  if (saved) {
    const { x, y } = saved.bounds;
    for (const screen of screens) {
      // The size it will have decides what is within reach: a window shrunk to its screen may no longer touch it.
      const width = Math.max(smallestWindow.width, Math.min(saved.bounds.width, screen.width));
      const height = Math.max(smallestWindow.height, Math.min(saved.bounds.height, screen.height));
      const within = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
      if (within >= 100 && y >= screen.y && y <= screen.y + screen.height - 40) {
        return { bounds: { x, y, width, height }, maximized: saved.maximized };
      }
    }
  }
  const width = Math.min(firstWindow.width, main.width);
  const height = Math.min(firstWindow.height, main.height);
  return {
    bounds: {
      x: main.x + Math.floor((main.width - width) / 2),
      y: main.y + Math.floor((main.height - height) / 2),
      width,
      height,
    },
    maximized: main.width <= firstWindow.width,
  };
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The state the program saved; undefined when there is none or it is not ours to trust. */
export function readWindowState(path: string): WindowState | undefined {
  try {
    const value = JSON.parse(readFileSync(path, "utf8")) as {
      bounds?: Record<string, unknown>;
      maximized?: unknown;
    };
    const { x, y, width, height } = value.bounds ?? {};
    if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return undefined;
    return { bounds: { x, y, width, height }, maximized: value.maximized === true };
  } catch {
    return undefined;
  }
}

export function saveWindowState(path: string, state: WindowState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}
