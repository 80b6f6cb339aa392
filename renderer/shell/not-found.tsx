import { Link } from "react-router";

import { EmptyState } from "../components/states/empty-state.tsx";
import { addresses } from "./addresses.ts";

export function NotFound() {
  return (
    <EmptyState title="没有这一页" actions={<Link to={addresses.home}>回到工作台</Link>}>
      地址可能抄漏了，或者这件事项已不在本机。
    </EmptyState>
  );
}
