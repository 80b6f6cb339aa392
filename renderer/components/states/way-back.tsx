import { Button } from "antd";

/** The way out of a view that cannot show what was asked for: a link, so that it can also be opened beside. */
export function WayBack({ address, label }: { readonly address: string; readonly label: string }) {
  return (
    <Button size="small" href={`#${address}`}>
      {label}
    </Button>
  );
}
