import type { ExplainedProviderBody, ExplanationBody } from "#shared/api/schema";
import { domain } from "#strings/domain";
import { ops } from "#strings/ops";

const { why, details } = ops.consults;
const ends = ["completed", "cancelled", "expired"];

/** Whom the reader looks for first: who serves it, who is asked, who could be, and then why the others are not. */
const order = [
  "serves", "offered", "candidate", "preferenceForAnother", "passedOver", "noFreeSlot", "notOnDuty", "notConnected", "notEligible",
];

export const verdictTones: Readonly<Record<string, string>> = {
  serves: "good",
  offered: "info",
  candidate: "good",
  preferenceForAnother: "warn",
  passedOver: "warn",
};

export function byVerdict(providers: readonly ExplainedProviderBody[]): readonly ExplainedProviderBody[] {
  return [...providers].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

/** Why a consult is where it is, in sentences. */
export function whyNow({ status, providers, position, deferred }: ExplanationBody): readonly string[] {
  if (ends.includes(status)) {
    return [why.ended((domain.status[status] ?? status).toLowerCase())];
  }

  const server = providers.find((provider) => provider.verdict === "serves");
  if (server) {
    return [why.served(server.name)];
  }

  const asked = providers.filter((provider) => provider.verdict === "offered").map((provider) => provider.name);
  const free = providers.filter((provider) => provider.verdict === "candidate").length;
  return [
    asked.length > 0 ? why.offered(asked.join(", ")) : why.waiting(free, providers.length),
    ...(position === null ? [] : [why.position(String(position))]),
    ...(deferred ? [why.deferred] : []),
  ];
}

/** Why one provider is, or is not, asked now. */
export function whyProvider({ verdict, unmet, duty, passedOver }: ExplainedProviderBody): string {
  switch (verdict) {
    case "notEligible":
      return sentence(domain.unmet[unmet ?? ""] ?? "");
    case "passedOver":
      return sentence(domain.passedOver[passedOver ?? ""] ?? "");
    case "notOnDuty":
      return details.notOnDuty(domain.duty[duty] ?? duty);
    case "serves":
    case "offered":
    case "notConnected":
    case "noFreeSlot":
    case "preferenceForAnother":
    case "candidate":
      return details[verdict];
    default:
      return "";
  }
}

function sentence(words: string): string {
  return words === "" ? "" : `${words[0]!.toUpperCase()}${words.slice(1)}.`;
}
