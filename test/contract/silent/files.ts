import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import type { Texts } from '../workspace.ts';

/** By rule what looks like its fault and is none. */
export type Silent = Readonly<Record<string, readonly (readonly [what: string, texts: Texts])[]>>;

export const GO_MOD = 'module example.com/shop\n\ngo 1.26\n';
export const BUILD = 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/shop .\n';
export const SCRATCH = `${BUILD}FROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n`;
export const probed = (handler: string) => deploymentOf(`livenessProbe:\n  ${handler}`);
export const mainOf = (imports: string, body: string) =>
  `package main\n\nimport (\n${imports
    .split(' ')
    .map((one) => `\t"${one}"\n`)
    .join('')})\n\nfunc main() {\n${body}\n}\n`;
export const served = (read: string, more = '') =>
  mainOf('net/http os', `\taddr := ${read}\n${more}\t_ = http.ListenAndServe(addr, nil)`);
export const program = (main: string): Texts => ({ 'go.mod': GO_MOD, 'main.go': main });
export const egress = (rules: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: { matchLabels: { app: shop } }\n  policyTypes: [Egress]\n  egress: ${rules}\n`;
export const ingress = (ports: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: { matchLabels: { app: shop } }\n  ingress: [{ ports: ${ports} }]\n`;
export const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: 8080\n';
export const SERVED: Texts = { ...serverFiles(':8080'), 'd.yaml': deploymentOf('ports: []'), 's.yaml': SERVICE };
export const required = (name: string) =>
  program(mainOf('log os', `\tif os.Getenv("${name}") == "" {\n\t\tlog.Fatal("${name} is missing")\n\t}`));
export const interrupted = (term = false) =>
  program(
    `package main\n\nimport (\n\t"net/http"\n\t"os"\n\t"os/signal"\n\t"syscall"\n)\n\nfunc main() {\n\tc := make(chan os.Signal, 1)\n\tsignal.Notify(c, syscall.SIGINT${term ? ', syscall.SIGTERM' : ''})\n\tgo http.ListenAndServe(":8080", nil)\n\t<-c\n\tos.Exit(0)\n}\n`,
  );
export const annotated = (manifest: string, annotation: string) =>
  manifest.replace('      labels: { app: shop }', `      labels: { app: shop }\n      annotations: { ${annotation} }`);

export const flagged = program(
  mainOf(
    'flag net/http',
    '\taddr := flag.String("addr", ":8080", "")\n\tflag.Parse()\n\t_ = http.ListenAndServe(*addr, nil)',
  ),
);
export const handled = (lines: string, imports = 'net/http') =>
  program(mainOf(imports, `${lines}\n\t_ = http.ListenAndServe(":8080", nil)`));
export const asked = (path: string) => probed(`httpGet: { path: "${path}", port: 8080 }`);
export const beside = (lines: string) =>
  `${deploymentOf('ports: []')}        - name: proxy\n          image: proxy:1\n${lines}`;
export const FINAL = (base: string, lines: string) =>
  `${BUILD}FROM ${base}\nCOPY --from=build /out/shop /shop\n${lines}`;
export const library = (require: string, imports: string, body: string) => ({
  'go.mod': `${GO_MOD}\nrequire ${require}\n`,
  'main.go': `package main\n\nimport (\n\t"net/http"\n\n\t${imports}\n)\n\nfunc main() {\n\t${body}\n\t_ = http.ListenAndServe("127.0.0.1:6060", nil)\n}\n`,
});
