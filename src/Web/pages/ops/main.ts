import { afterFirstPaint } from "#shared/components/first-paint";

afterFirstPaint(() => import("./ops-page"));
