import { createHashRouter, Outlet, useRouteError, type RouteObject } from "react-router";
import { useEffect } from "react";

import { EmptyState } from "../components/states/empty-state.tsx";
import { screenRoutes } from "./screens.ts";
import type { ScreenRoute } from "./screen-route.ts";
import { Shell } from "./shell.tsx";
import { NotFound } from "./not-found.tsx";

function RouteFault() {
  const error = useRouteError();
  useEffect(() => {
    // Kept for the crash view of the host; the name of the error only, never its text (V12).
    globalThis.dispatchEvent(
      new CustomEvent("screen-fault", { detail: error instanceof Error ? error.name : "unknown" }),
    );
  }, [error]);
  return (
    <EmptyState
      title="这一页没有打开"
      actions={
        <a className="ant-btn" href="#/">
          回到工作台
        </a>
      }
    >
      页面程序出错。已保存的内容都在库里，其他页面可以照常使用；重新打开仍不行请告知系统管理员。
    </EmptyState>
  );
}

function routeObject(route: ScreenRoute): RouteObject {
  return {
    path: route.path,
    handle: route,
    errorElement: <RouteFault />,
    lazy: async () => ({ Component: (await route.load()).Screen }),
  };
}

/** Addresses behind "#", so that both hosts serve one page and every view can be copied and opened again. */
export function createAppRouter() {
  return createHashRouter([
    {
      element: (
        <Shell>
          <Outlet />
        </Shell>
      ),
      hydrateFallbackElement: <div />,
      children: [...screenRoutes.map(routeObject), { path: "*", element: <NotFound /> }],
    },
  ]);
}
