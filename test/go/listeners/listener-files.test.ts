import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensWith } from '../listens-with.ts';

const files: Readonly<
  Record<string, { imports: string; code: string; path: string; text: string; listens: string[] }>
> = {
  "go-zero's file": {
    imports: 'github.com/zeromicro/go-zero/rest',
    code: 'var c struct{ rest.RestConf }\nserver := rest.MustNewServer(c.RestConf)\nserver.Start()',
    path: 'etc/shop-api.yaml',
    text: 'Name: shop-api\nHost: 0.0.0.0\nPort: 8888\n',
    listens: ['8888 http all default by config:Port'],
  },
  "an RPC server of go-zero's": {
    imports: 'github.com/zeromicro/go-zero/zrpc',
    code: 'var c struct{ zrpc.RpcServerConf }\ns := zrpc.MustNewServer(c.RpcServerConf, nil)\ns.Start()',
    path: 'etc/shop.yaml',
    text: 'ListenOn: 127.0.0.1:8081\n',
    listens: ['8081 grpc loopback default by config:ListenOn'],
  },
  "kratos' file": {
    imports: 'github.com/go-kratos/kratos/v2/transport/http',
    code: 'func serve(addr string) { http.NewServer(http.Address(addr)) }\nfunc main() { serve(load()) }\nfunc load() string',
    path: 'configs/config.yaml',
    text: 'server:\n  http:\n    addr: 0.0.0.0:8000\n    timeout: 1s\n  grpc:\n    addr: 0.0.0.0:9000\n',
    listens: ['8000 http all default by config:server.http.addr'],
  },
  "beego's file": {
    imports: 'beego=github.com/beego/beego/v2/server/web',
    code: 'beego.Run()',
    path: 'conf/app.conf',
    text: 'appname = shop\nhttpport = 8082\n',
    listens: ['8082 http all default by config:httpport'],
  },
  "a variable in beego's file, and what stands in its place": {
    imports: 'github.com/astaxie/beego',
    code: 'beego.Run()',
    path: 'conf/app.conf',
    text: '# ${NOT_HERE}\nhttpport = ${PORT||8084}\n',
    listens: ['8084 http all default by env:PORT config:httpport'],
  },
  'a variable with nothing in its place': {
    imports: 'github.com/astaxie/beego',
    code: 'beego.Run()',
    path: 'conf/app.conf',
    text: 'httpport = ${PORT}\n',
    listens: ['? http ? unknown by config:httpport'],
  },
  'beego without a file': {
    imports: 'github.com/astaxie/beego',
    code: 'beego.Run()',
    path: 'conf/other.txt',
    text: '',
    listens: ['8080 http all known'],
  },
  'a file with what stands in place of a variable': {
    imports: 'net/http github.com/a8m/envsubst gopkg.in/yaml.v3',
    code: 'type config struct { Admin string }\nfunc main() { var c config; data, _ := envsubst.ReadFile("config.yml"); yaml.Unmarshal(data, &c); http.ListenAndServe(c.Admin, nil) }',
    path: 'config.yml',
    text: 'admin: ":${ADMIN:-8109}"\n',
    listens: ['8109 http all default by env:ADMIN config:admin'],
  },
  "a file of somebody else's": {
    imports: 'github.com/zeromicro/go-zero/rest',
    code: 'rest.MustNewServer(load())',
    path: 'etc/broken.yaml',
    text: 'Port: [1\n',
    listens: ['? http ? unknown'],
  },
};

for (const [name, { imports, code, path, text, listens }] of Object.entries(files)) {
  test(`listens: ${name}`, async () => {
    assert.deepEqual(await listensWith(imports, code, { [path]: text }), listens);
  });
}
