import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envOf } from '../env-of.ts';

test('variables in a configuration file that the program expands', async () => {
  const file = '# set ${COMMENTED}\nport: ${APP_PORT}\ndsn: $DB_DSN\npattern: ^a$b$\nmode: ${MODE:-slow}\n';
  const main = (read: string) =>
    `package main\nimport (\n"os"\n"github.com/a8m/envsubst"\n)\nfunc main() { ${read} }\n`;
  const expands = main('data, _ := os.ReadFile("config.yml"); text := string(data); println(os.ExpandEnv(text))');
  assert.deepEqual(await envOf('', { 'main.go': expands, 'config.yml': file }), ['APP_PORT ?', 'DB_DSN ? secret']);
  const substitutes = main('data, _ := envsubst.ReadFile("config.yml"); os.Stdout.Write(data)');
  const found = await envOf('', { 'main.go': substitutes, 'config.yml': file.replace('^a$b$', '') });
  assert.deepEqual(found, ['APP_PORT ?', 'DB_DSN ? secret', 'MODE ?']);
  const only = main('data, _ := os.ReadFile("config.yml"); println(string(data), os.ExpandEnv("$HERE"))');
  assert.deepEqual(await envOf('', { 'main.go': only, 'config.yml': file }), ['HERE ?']);
});

test('variables in the file that beego reads by itself', async () => {
  const main = 'package main\nimport "github.com/beego/beego/v2/server/web"\nfunc main() { web.Run() }\n';
  const file = 'httpport = ${PORT||8080}\n; ${COMMENTED}\ndsn = ${DB_DSN}\n';
  assert.deepEqual(await envOf('', { 'main.go': main, 'conf/app.conf': file }), ['PORT ?', 'DB_DSN ? secret']);
});
