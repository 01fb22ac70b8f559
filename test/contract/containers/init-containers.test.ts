import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const SOURCE = `package main

import (
	"flag"
	"net/http"
	"os"
)

func main() {
	file := flag.String("file", "", "")
	flag.Parse()
	url := os.Getenv("DATABASE_URL")
	if url == "" {
		panic("DATABASE_URL is not set")
	}
	println(*file, url)
	_ = http.ListenAndServe(":8080", nil)
}
`;
const DOCKERFILE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n';
const URL = 'env: [{ name: DATABASE_URL, value: "postgres://db:5432/shop" }]';
const withInit = (lines: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': SOURCE,
  Dockerfile: DOCKERFILE,
  'deploy.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      initContainers:
        - name: prepare
          image: shop
          ${lines}
      containers:
        - name: shop
          image: shop
          ports: [{ containerPort: 8080 }]
          ${URL}
`,
});
const found = finder(/./, (file) => file === 'deploy.yaml');
const about = async (texts: Texts) => (await found(texts)).filter((line) => !/go-runtime|graceful/.test(line));

describe('a container that ends before the others start', () => {
  for (const [what, lines, ...expected] of [
    ['is healthy', `${URL}\n          args: [--file=x]`],
    ['lacks a variable', 'args: [--file=x]', 'required-variable-set: prepare'],
    ['is given a flag that there is none', `${URL}\n          args: [--fiel=x]`, 'flags-accepted: --fiel=x'],
    ['declares no port that anybody asks', `${URL}\n          ports: [{ containerPort: 9000 }]`],
  ] as const) {
    it(what, async () => {
      const said = (await about(withInit(lines))).map((line) => line.split(': ').slice(1, 3).join(': '));
      assert.deepEqual(said, expected);
    });
  }
});
