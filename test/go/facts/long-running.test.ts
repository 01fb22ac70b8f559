import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const kinds: Readonly<Record<string, { code: string; kind: string }>> = {
  'what waits for one that waits for a signal': {
    code: 'import "os/signal"\nfunc main() { go work(); c, done := make(chan any, 1), make(chan bool); signal.Notify(c); go func() { for range c { println(); done <- true } }(); <-done }\nfunc work() {}',
    kind: 'server',
  },
  'what ends with its work or a signal, whichever comes first': {
    code: 'import "os/signal"\nfunc main() { c, done := make(chan any, 1), make(chan bool); signal.Notify(c); go func() { <-c; close(done) }(); go func() { work(); done <- true }(); <-done }\nfunc work() {}',
    kind: 'job',
  },
  'what hands the end to its work': {
    code: 'import "os/signal"\nfunc main() { c, done := make(chan any, 1), make(chan bool); signal.Notify(c); go func() { <-c; close(done) }(); go work(done); <-done }\nfunc work(done chan bool) { close(done) }',
    kind: 'job',
  },
  'a provisioner of volumes': {
    code: 'import (\n"github.com/urfave/cli"\n"sigs.k8s.io/sig-storage-lib-external-provisioner/v10/controller"\n)\nfunc start(c *cli.Context) error { pc := controller.NewProvisionController(nil); pc.Run(nil); return nil }\nfunc main() { a := cli.NewApp(); a.Commands = []cli.Command{{Name: "start", Action: start}}; a.Run(nil) }',
    kind: 'server',
  },
};

for (const [title, { code, kind }] of Object.entries(kinds)) {
  test(`long-running: ${title}`, async () => {
    assert.equal((await factsOf(code)).kind, kind);
  });
}
