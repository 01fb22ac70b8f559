import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const MAIN = (body: string) => `import ("database/sql"; "flag"; "os"; "path/filepath")\nfunc main() {\n${body}\n}`;

/** What a program makes where only one setting says. */
const cases: Readonly<Record<string, { code: string; places: string }>> = {
  'a folder that a flag names': {
    code: MAIN('dir := flag.String("dir", "", "")\nflag.Parse()\nos.MkdirAll(*dir, 0o755)'),
    places: 'flag:dir folder',
  },
  'a database that an argument names': {
    code: MAIN('db, _ := sql.Open("sqlite3", os.Args[1])\ndb.Ping()'),
    places: 'arg:1 file',
  },
  'a folder of databases that a variable names': {
    code: MAIN('db, _ := sql.Open("sqlite3", os.Getenv("DB_PATH")+"/app.db")\ndb.Ping()'),
    places: 'env:DB_PATH folder',
  },
  'a database that a variable names, with parameters': {
    code: MAIN('db, _ := sql.Open("sqlite3", "file:"+os.Getenv("DB_PATH")+"?cache=shared")\ndb.Ping()'),
    places: 'env:DB_PATH file',
  },
  'not where the flag has a default': {
    code: MAIN('dir := flag.String("dir", "data", "")\nflag.Parse()\nos.MkdirAll(*dir, 0o755)'),
    places: '',
  },
  'not what lies in such a folder': {
    code: MAIN('dir := flag.String("dir", "", "")\nflag.Parse()\nos.MkdirAll(filepath.Join(*dir, "x"), 0o755)'),
    places: '',
  },
  'not where it is made in some cases only': {
    code: MAIN('dir := flag.String("dir", "", "")\nflag.Parse()\nif *dir != "" { os.MkdirAll(*dir, 0o755) }'),
    places: '',
  },
};

for (const [what, { code, places }] of Object.entries(cases)) {
  test(`makes what is named: ${what}`, async () => {
    const { namedPlaces = [] } = await factsOf(code);
    assert.equal(namedPlaces.map(({ by, is }) => `${by} ${is}`).join(', '), places);
  });
}
