import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from '../go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';

const embedded: Readonly<Record<string, { embed: string; reads: string; found: boolean }>> = {
  'the folder': { embed: 'static', reads: 'web/static', found: false },
  'what lies in the folder': { embed: 'static/css/*', reads: 'web/static', found: false },
  'the folder around': { embed: 'static', reads: 'web/static/css/a.css', found: false },
  'all of its kind': { embed: 'static/css/*.css', reads: 'web/static/css/a.css', found: false },
  'others of its folder': { embed: 'static/css/*.scss', reads: 'web/static/css/a.css', found: true },
  'something else': { embed: 'views', reads: 'web/static', found: true },
};
for (const [name, { embed, reads, found }] of Object.entries(embedded)) {
  test(`files: embedded is ${name}`, async () => {
    const { programs } = await analyzeTexts({
      'go.mod': GO_MOD,
      'main.go': `package main\nimport ("os"; "example.com/app/web")\nfunc main() { web.Serve(); os.DirFS("${reads}") }\n`,
      'web/web.go': `package web\nimport "embed"\n//go:embed ${embed}\nvar files embed.FS\nfunc Serve() {}\n`,
      'web/static/css/a.css': '',
      'web/static/css/a.scss': '',
      'web/views/index.html': '',
    });
    assert.deepEqual(
      programs[0]?.runtimeFiles.map(({ path }) => path),
      found ? [reads] : [],
    );
  });
}

const readAllTheSame: Readonly<Record<string, { body: string; found: boolean }>> = {
  always: { body: 'template.Must(template.ParseGlob("views/*.html"))', found: true },
  'where a setting says so': {
    body: 'if os.Getenv("DEV") != "" { template.Must(template.ParseGlob("views/*.html")) }',
    found: false,
  },
  'where no setting says otherwise': {
    body: 'if os.Getenv("DEV") == "" { return }\n\ttemplate.Must(template.ParseGlob("views/*.html"))',
    found: false,
  },
  'before the embedded one is taken': {
    body: '_, err := template.ParseGlob("views/*.html")\n\tif err != nil { template.ParseFS(files, "views/*.html") }',
    found: false,
  },
  'if anybody reads the file system': { body: 'var _ http.FileSystem = http.Dir("views")', found: false },
};
for (const [name, { body, found }] of Object.entries(readAllTheSame)) {
  test(`files: embedded, and read from the disk ${name}`, async () => {
    const { programs } = await analyzeTexts({
      'go.mod': GO_MOD,
      'main.go': `package main\nimport ("embed"; "html/template"; "net/http"; "os")\n//go:embed views\nvar files embed.FS\nfunc main() {\n\t${body}\n\thttp.ListenAndServe(":8080", nil)\n}\n`,
      'views/index.html': '',
    });
    assert.equal(programs[0]?.runtimeFiles.length, found ? 1 : 0);
  });
}

const absent: Readonly<Record<string, { files: Readonly<Record<string, string>>; absent: readonly string[] }>> = {
  'nothing of it is there': { files: {}, absent: ['web/dist'] },
  'a front end above makes it': { files: { 'web/package.json': '{"scripts":{"build":"vite build"}}' }, absent: [] },
  'it is there': { files: { 'web/dist/index.html': '' }, absent: [] },
};
for (const [name, { files, absent: expected }] of Object.entries(absent)) {
  test(`what the program embeds, where ${name}`, async () => {
    const { programs } = await analyzeTexts({
      'go.mod': GO_MOD,
      'main.go': `package main\nimport "example.com/app/web"\nfunc main() { web.Serve() }\n`,
      'web/web.go': `package web\nimport "embed"\n//go:embed dist\nvar files embed.FS\nfunc Serve() {}\n`,
      ...files,
    });
    assert.deepEqual(programs[0]?.absentEmbeds?.map(({ path }) => path) ?? [], expected);
  });
}
