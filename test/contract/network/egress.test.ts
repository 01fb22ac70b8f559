import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  configuredDeployment,
  decodingFiles,
  deploymentOf,
  SERVICE,
} from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const RULES = /^egress-to-dependency$/;
const found = finder(RULES);

const policy = (ports: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: { matchLabels: { app: shop } }\n  policyTypes: [Egress]\n  egress:\n    - ports: [{ port: 53, protocol: UDP }, ${ports}]\n`;
const shop = (statement: string, env: string, ports: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tprintln(os.Getenv("SERVER"))\n\t${statement}\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
  'd.yaml': deploymentOf(`env: [${env}]`),
  'p.yaml': policy(ports),
});
const server = (value: string, ports: string) => shop('', `{ name: SERVER, value: "${value}" }`, ports);
/** The Service sends to 8080. */
const CART: Texts = {
  's.yaml': SERVICE.replaceAll('shop', 'cart'),
  'c.yaml': deploymentOf('ports: [{ name: http, containerPort: 8080 }]').replaceAll('shop', 'cart'),
};
/** The same by a flag. */
const byFlag = (value: string, ports: string): Texts => ({
  ...shop('', '', ports),
  'main.go':
    'package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\tserver := flag.String("server", "", "")\n\tflag.Parse()\n\tprintln(*server)\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'd.yaml': deploymentOf(`args: ["--server=${value}"]`),
});
const byFile = (value: string, ports: string): Texts => ({
  ...decodingFiles(),
  'd.yaml': configuredDeployment(`server: ${value}`),
  'p.yaml': policy(ports),
});
/** Two commands that serve, of which one asks another server. */
const COMMANDS: Texts = {
  'main.go': `package main

import (
	"net/http"
	"os"
)

func main() {
	switch os.Args[1] {
	case "web":
		_ = http.ListenAndServe(":8080", nil)
	case "rates":
		_, _ = http.Get("https://rates.example.com/v1")
		_ = http.ListenAndServe(":8081", nil)
	}
}
`,
  'd.yaml': deploymentOf('args: [web]'),
};
const KAFKA = 'github.com/segmentio/kafka-go';
const dialing = (imports: string, call: string, ports: string): Texts => ({
  ...shop(call, '', ports),
  'main.go': `package main\n\nimport (\n${['net/http', ...imports.split(' ')].map((path) => `\t"${path}"\n`).join('')})\n\nfunc main() {\n\t${call}\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
});
const DIALED_BY_FLAG = 'to := flag.String("to", "mail.example.com:25", "")\n\tflag.Parse()\n\tnet.Dial("tcp", *to)';
const CALL = '_, _ = http.Get("https://rates.example.com/v1")';

describe('what no egress rule allows', () => {
  const cases: readonly [what: string, texts: Texts, port: number][] = [
    ['a Service of the workspace, by the port of its pods', { ...server('cart:80', '{ port: 80 }'), ...CART }, 8080],
    ['what a variable says of HTTPS', server('https://rates.example.com/v1', '{ port: 80 }'), 443],
    [
      'what a variable says of HTTPS on another port',
      server('https://rates.example.com:8443/v1', '{ port: 443 }'),
      8443,
    ],
    ['what a flag says', { ...byFlag('cart:80', '{ port: 80 }'), ...CART }, 8080],
    ['what the configuration file says', { ...byFile('http://cart', '{ port: 80 }'), ...CART }, 8080],
    ['what the source asks over HTTPS', shop(CALL, '', '{ port: 80 }'), 443],
    ['a mail server in the source', dialing('net/smtp', 'smtp.Dial("smtp.example.com:587")', '{ port: 25 }'), 587],
    ['a queue in the source', dialing(KAFKA, 'kafka.TCP("a:9092", "b:9093")', '{ port: 9092 }'), 9093],
    [
      'a Service that the source dials, by the port of its pods',
      { ...dialing('net', 'net.Dial("tcp", "cart:80")', '{ port: 80 }'), ...CART },
      8080,
    ],
  ];
  for (const [what, texts, port] of cases) {
    it(what, async () => {
      assert.deepEqual(await found(texts), [`p.yaml: egress-to-dependency: egress: Allow TCP to port ${port}`]);
    });
  }
  it('is allowed by the fix', () => assertFixesMend(cases, RULES, found));
});

describe('nothing is said', () => {
  const cases: readonly [what: string, texts: Texts][] = [
    ['of a Service that nothing shows', dialing('net', 'net.Dial("tcp", "relay:25")', '{ port: 2525 }')],
    ['of what a flag may change', dialing('flag net', DIALED_BY_FLAG, '{ port: 80 }')],
    ['of the port of the pods', { ...server('http://cart', '{ port: 8080 }'), ...CART }],
    ['of what another command asks', { ...shop('', '', '{ port: 80 }'), ...COMMANDS }],
    ['of its own name', { ...server('shop:80', '{ port: 53 }'), 's.yaml': SERVICE }],
    ['of another port of the Service', { ...server('cart:9000', '{ port: 80 }'), ...CART }],
    [
      'of where others find the program',
      shop(
        'println(os.Getenv("PUBLIC_URL"))',
        '{ name: PUBLIC_URL, value: "https://shop.example.com" }',
        '{ port: 53 }',
      ),
    ],
    ['of HTTPS on a port of its own', server('https://example.com:8443/', '{ port: 8443 }')],
    ['of HTTPS inside the cluster', server('https://hub.example.svc', '{ port: 80 }')],
    ['of HTTPS by a proxy', shop(CALL, '{ name: HTTPS_PROXY, value: "http://proxy:3128" }', '{ port: 3128 }')],
  ];
  for (const [what, texts] of cases) it(what, async () => assert.deepEqual(await found(texts), []));
});

describe('names that nobody may look up', () => {
  const names = finder(/^egress-to-names$/);
  const withoutNames = (texts: Texts): Texts => ({
    ...texts,
    'p.yaml': policy('{ port: 443 }').replace('{ port: 53, protocol: UDP }, ', ''),
  });
  const asked = server('https://rates.example.com/v1', '');
  const cases: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    ['of a server asked over HTTPS', withoutNames(asked), ['p.yaml: egress-to-names: egress: Allow DNS']],
    ['where names are allowed', { ...asked, 'p.yaml': policy('{ port: 443 }') }, []],
    ['where no server is known', withoutNames(server('1', '')), []],
  ];
  for (const [what, texts, expected] of cases) it(what, async () => assert.deepEqual(await names(texts), expected));
});
