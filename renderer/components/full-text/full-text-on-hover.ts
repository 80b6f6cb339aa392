const mark = "fullText";

function isCut(element: HTMLElement): boolean {
  return (
    element.scrollWidth > element.clientWidth && getComputedStyle(element).textOverflow.startsWith("ellipsis")
  );
}

/** The innermost cut line the pointer is over, as long as nothing on the way has words of its own. */
function cutLine(target: EventTarget | null): HTMLElement | undefined {
  for (
    let element = target instanceof HTMLElement ? target : undefined;
    element;
    element = element.parentElement ?? undefined
  ) {
    if (element.title !== "" && element.dataset[mark] === undefined) return undefined;
    if (isCut(element)) return element;
    if (element.dataset[mark] !== undefined) {
      // It was cut once and is whole now.
      element.removeAttribute("title");
      delete element.dataset[mark];
    }
  }
  return undefined;
}

/** Whatever line is cut short shows its whole text while the pointer rests on it, on every view. */
export function showFullTextOnHover(): () => void {
  const onOver = (event: PointerEvent) => {
    const line = cutLine(event.target);
    if (!line) return;
    const text = line.textContent.trim();
    if (text === "" || text === line.title) return;
    line.title = text;
    line.dataset[mark] = "";
  };
  document.addEventListener("pointerover", onOver, { passive: true });
  return () => document.removeEventListener("pointerover", onOver);
}
