import { afterFirstPaint } from "#shared/components/first-paint";

afterFirstPaint(() => import("./clinic-page"));
