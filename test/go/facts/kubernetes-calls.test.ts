import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeTexts } from '../go-project.ts';

/** A program that asks for Pods by `ask`, and what of it is left: `verb resource`, `…everywhere` with all namespaces. */
async function asked(body: string, more = ''): Promise<readonly string[]> {
  const { programs } = await analyzeTexts({
    'go.mod': 'module example.com/app\n\ngo 1.26\n\nrequire k8s.io/client-go v0.36.0\n',
    'main.go': `package main

import (
	"flag"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

var client *kubernetes.Clientset

func ask() { client.CoreV1().Pods("app").Get(nil, "a", metav1.GetOptions{}) }

func main() {
	config, err := rest.InClusterConfig()
	if err != nil {
		panic(err)
	}
	client = kubernetes.NewForConfigOrDie(config)
	${body}
}

var _, _ = flag.Parse, os.Getenv
${more}`,
  });
  return (programs[0]?.kubernetes?.calls ?? []).map(
    ({ verb, resource, everywhere }) => `${verb} ${resource}${everywhere ? ' everywhere' : ''}`,
  );
}

const LOOP = 'type loop struct{ deep bool }\nfunc (l *loop) Handle(name string) {\n';
const LIST = 'client.CoreV1().Pods("").List(nil, metav1.ListOptions{})';
const cases: readonly [what: string, body: string, more: string, expected: readonly string[]][] = [
  ['is asked', 'ask()', '', ['get pods']],
  ['is asked of all namespaces', `_, _ = ${LIST}`, '', ['list pods everywhere']],
  ['is asked where there is no error', 'if err == nil {\n\t\task()\n\t}', '', ['get pods']],
  ['is asked with a variable only', 'if os.Getenv("ASK") != "" {\n\t\task()\n\t}', '', []],
  [
    'is asked unless a flag is given',
    'off := flag.Bool("off", false, "")\n\tflag.Parse()\n\tif !*off {\n\t\task()\n\t}',
    '',
    [],
  ],
  ['is asked by nobody', '', '', []],
  [
    'is asked by what a library calls, with some data',
    'serve(&loop{})',
    `${LOOP}if name == "a" {\n\task()\n}\n}`,
    ['get pods'],
  ],
  ['is asked by what a library calls, with a setting', 'serve(&loop{})', `${LOOP}if l.deep {\n\task()\n}\n}`, []],
  [
    'is asked by what is made with a setting only',
    'if os.Getenv("LOOP") != "" {\n\t\tserve(&loop{})\n\t}',
    `${LOOP}\task()\n}`,
    [],
  ],
  ['is asked by a function that is passed on', 'serve(ask)', '', ['get pods']],
];

describe('the API server', () => {
  for (const [what, body, more, expected] of cases) {
    it(what, async () => assert.deepEqual(await asked(body, more), expected));
  }
});
