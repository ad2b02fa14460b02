import { afterFirstPaint } from "#shared/components/first-paint";

afterFirstPaint(() => import("./sign-in-page"));
