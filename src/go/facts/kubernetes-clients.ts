import type { LinkedCode } from '../code/linked-code.ts';
import type { Names } from '../code/names.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Span } from '../syntax/syntax.ts';

/** Parts of Kubernetes that ask no API server: types, logs, formats. */
const PLAIN =
  /^(?:k8s\.io\/(?:api|apimachinery|cri-api|gengo(?:\/v2)?|klog(?:\/v2)?|kube-openapi|mount-utils|utils)|sigs\.k8s\.io\/(?:json|randfill|structured-merge-diff(?:\/v\d+)?|yaml))(?:\/|$)/;

/** Libraries that ask the API server, or show its token to others: those of the ecosystem, and all that have it in their name. */
const CLIENTS =
  /^(?:[\w.-]+\.)?(?:k8s\.io|helm\.sh|knative\.dev|istio\.io|tekton\.dev|cilium\.io|linkerd\.io|antrea\.io|open-cluster-management\.io)(?:\/|$)|^github\.com\/(?:argoproj|banzaicloud|cilium|crossplane|crossplane-contrib|dapr|fluxcd|istio|knative|linkerd|openshift|operator-framework|rancher|spiffe|tektoncd|thanos-io|vmware-tanzu)\/|^github\.com\/hashicorp\/(?:boundary|consul|go-discover|nomad|vault|waypoint)|^github\.com\/prometheus\/(?:prometheus|common\/config)(?:\/|$)|k8s|kube|vault|spiffe/i;

/** Whether a module or package may ask the API server of Kubernetes, or read the token that pods have for it. */
export function isKubernetesClient(path: string): boolean {
  return !PLAIN.test(path) && CLIENTS.test(path);
}

/** What only who asks the API server by hand has to know. */
const BY_HAND = /secrets\/kubernetes\.io|kubernetes\.default\b|KUBERNETES_(?:SERVICE_|PORT)/;

/** Whether a text has to do with the token of a pod or with where the API server is. */
export function speaksOfToken(text: string): boolean {
  return BY_HAND.test(text);
}

/** Whether code that is ever run does. */
export function asksByHand(code: LinkedCode): boolean {
  return code.packages.some((pkg) =>
    pkg.files.some((file) =>
      tokensIn(file, pkg.names).some((offset) => {
        const holds = ({ start, end }: Span) => start <= offset && offset < end;
        const fn = file.functions.find(holds) ?? null;
        const declaration = file.values.find(holds);
        return code.isReached({ pkg, file, fn, ...(declaration ? { declaration } : {}) });
      }),
    ),
  );
}

/** Read once for all programs that link it. */
function tokensIn(file: SourceFile, { tokens }: Names): readonly number[] {
  const { text } = file.lines;
  const found =
    tokens.get(file) ??
    (speaksOfToken(text) ? [...text.matchAll(new RegExp(BY_HAND, 'g'))].map(({ index }) => index) : []);
  tokens.set(file, found);
  return found;
}
