import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envOf } from '../env-of.ts';

test('all flags of kingpin have variables, by the name of the binary', async () => {
  const code = `func main() {
  app := kingpin.New(filepath.Base(os.Args[0]), "").DefaultEnvars()
  listen := app.Flag("listen-at", "").Default(":80").String()
  app.Parse(os.Args[1:])
  fmt.Println(*listen)
}`;
  assert.deepEqual(await envOf(code), ['APP_LISTEN_AT=:80']);
});
