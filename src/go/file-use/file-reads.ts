import { AFERO_READS } from './afero.ts';
import { GO_ZERO } from '../libraries/server-types.ts';
import { SAFE_TEMPLATE } from '../libraries/library-values.ts';

/** Which arguments of a call are paths that are read at run time. */
export interface ReadCall {
  readonly at: number;
  /** All arguments from `at` on. */
  readonly more?: true;
  /** How many arguments from `at` on; 1 where neither is given. */
  readonly count?: number;
  /** Where the argument is not a plain path. */
  readonly as?: 'url' | 'source-folder' | 'pattern' | 'migrations';
  /** What is not there the library passes over without an error. */
  readonly passes?: true;
}

const GIN = 'github.com/gin-gonic/gin';
const ECHO = 'github.com/labstack/echo';
const FIBER = 'github.com/gofiber/fiber';
const IRIS = 'github.com/kataras/iris';
const HERTZ = 'github.com/cloudwego/hertz/pkg';
const GOFRAME = 'github.com/gogf/gf/net/ghttp.Server';
const BEEGO = ['github.com/astaxie/beego', 'github.com/beego/beego/server/web', 'github.com/beego/beego'];
const VIPER = 'github.com/spf13/viper';
const MIGRATE = 'github.com/golang-migrate/migrate';
const GOOSE = 'github.com/pressly/goose';
const CASBIN = 'github.com/casbin/casbin';
const FIRST: ReadCall = { at: 0 };
const SECOND: ReadCall = { at: 1 };
const ALL: ReadCall = { at: 0, more: true };

/** Calls by what is called; paths of modules are without major versions. Their documentation says which arguments are paths. */
export const READS: ReadonlyMap<string, ReadCall> = new Map([
  ...each(FIRST, '', [
    'os.Open',
    'os.ReadFile',
    'os.ReadDir',
    'os.DirFS',
    'os.OpenRoot',
    'io/ioutil.ReadFile',
    'github.com/a8m/envsubst.ReadFile',
    'io/ioutil.ReadDir',
    'path/filepath.Walk',
    'path/filepath.WalkDir',
    'net/http.Dir',
    'plugin.Open',
    'archive/zip.OpenReader',
  ]),
  ...AFERO_READS,
  ['github.com/knadh/stuffbin.NewLocalFS', { at: 1, more: true }],
  ...each(SECOND, 'github.com/go-pkgz/rest', ['FileServer', 'FileServerSPA', 'NewFileServer']),
  ['path/filepath.Glob', { at: 0, as: 'pattern' }],
  ...['html/template', 'text/template'].flatMap((path) => [
    ...each(ALL, path, ['ParseFiles', 'Template.ParseFiles']),
    ...each({ at: 0, as: 'pattern' } as const, path, ['ParseGlob', 'Template.ParseGlob']),
  ]),
  ...['', 'Template.'].flatMap((of): [string, ReadCall][] => [
    [`${SAFE_TEMPLATE}.${of}ParseFilesFromTrustedSources`, ALL],
    [`${SAFE_TEMPLATE}.${of}ParseGlobFromTrustedSource`, { at: 0, as: 'pattern' }],
  ]),
  ['net/http.ServeFile', { at: 2 }],
  ['net/http.ListenAndServeTLS', { at: 1, count: 2 }],
  ['net/http.ServeTLS', { at: 2, count: 2 }],
  ['net/http.Server.ListenAndServeTLS', { at: 0, count: 2 }],
  ['net/http.Server.ServeTLS', { at: 1, count: 2 }],
  ['crypto/tls.LoadX509KeyPair', { at: 0, count: 2 }],
  ['google.golang.org/grpc/credentials.NewServerTLSFromFile', { at: 0, count: 2 }],
  ['google.golang.org/grpc/credentials.NewClientTLSFromFile', FIRST],
  [`${GIN}.Engine.LoadHTMLGlob`, { at: 0, as: 'pattern' }],
  [`${GIN}.Engine.LoadHTMLFiles`, ALL],
  [`${GIN}.Engine.RunTLS`, { at: 1, count: 2 }],
  ...['Engine', 'RouterGroup', 'IRouter', 'IRoutes'].flatMap((type) =>
    each(SECOND, `${GIN}.${type}`, ['Static', 'StaticFile']),
  ),
  ...each(FIRST, `${GIN}.Context`, ['File', 'FileAttachment']),
  [`${GIN}.Dir`, FIRST],
  ['github.com/gin-contrib/static.LocalFile', FIRST],
  ['github.com/gin-contrib/multitemplate.Renderer.AddFromFiles', { at: 1, more: true }],
  ['github.com/gin-contrib/multitemplate.Render.AddFromFiles', { at: 1, more: true }],
  ['github.com/gin-contrib/multitemplate.Renderer.AddFromGlob', { at: 1, as: 'pattern' }],
  ...['Echo', 'Group'].flatMap((type) => each(SECOND, `${ECHO}.${type}`, ['Static', 'File'])),
  ...each(FIRST, `${ECHO}.Context`, ['File', 'Attachment', 'Inline']),
  [`${ECHO}/middleware.Static`, FIRST],
  [`${ECHO}.Echo.StartTLS`, { at: 1, count: 2 }],
  ...['App', 'Router', 'Group'].flatMap((type) => each(SECOND, `${FIBER}.${type}`, ['Static'])),
  ...each(FIRST, `${FIBER}.Ctx`, ['SendFile', 'Download']),
  [`${FIBER}/middleware/static.New`, FIRST],
  [`${FIBER}.App.ListenTLS`, { at: 1, count: 2 }],
  ...['html', 'django', 'handlebars', 'jet', 'mustache', 'pug', 'ace', 'amber', 'slim'].map(
    (engine) => [`github.com/gofiber/template/${engine}.New`, FIRST] as const,
  ),
  ...each(FIRST, IRIS, ['HTML', 'Django', 'Handlebars', 'Pug', 'Jet', 'Blocks', 'Amber', 'Ace', 'Dir', 'YAML', 'TOML']),
  ...['Application', 'Party'].flatMap((type) => each(SECOND, `${IRIS}.${type}`, ['HandleDir', 'StaticWeb', 'Favicon'])),
  ...BEEGO.flatMap((path) => [
    ...each(SECOND, path, ['SetStaticPath', 'LoadAppConfig']),
    ...each(FIRST, path, ['SetViewsPath']),
  ]),
  ...['app/server.Hertz', 'route.RouterGroup'].flatMap((type) =>
    each(SECOND, `${HERTZ}/${type}`, ['Static', 'StaticFile']),
  ),
  [`${HERTZ}/app/server.Hertz.LoadHTMLGlob`, { at: 0, as: 'pattern' }],
  [`${HERTZ}/app/server.Hertz.LoadHTMLFiles`, ALL],
  ...each(FIRST, `${HERTZ}/app.RequestContext`, ['File', 'FileAttachment']),
  ...each(FIRST, GOFRAME, ['SetServerRoot', 'AddSearchPath']),
  [`${GOFRAME}.AddStaticPath`, SECOND],
  ['github.com/valyala/fasthttp.FSHandler', FIRST],
  ['github.com/valyala/fasthttp.ServeFile', SECOND],
  ['github.com/valyala/fasthttp.RequestCtx.SendFile', FIRST],
  [`github.com/valyala/fasthttp.ListenAndServeTLS`, { at: 1, count: 2 }],
  [`github.com/valyala/fasthttp.Server.ListenAndServeTLS`, { at: 1, count: 2 }],
  ...['github.com/quic-go/quic-go/http3', 'github.com/fvbock/endless'].map((path): [string, ReadCall] => [
    `${path}.ListenAndServeTLS`,
    { at: 1, count: 2 },
  ]),
  [`${IRIS}.TLS`, { at: 1, count: 2 }],
  ['github.com/go-ozzo/ozzo-routing/file.Content', FIRST],
  ['github.com/flosch/pongo2.FromFile', FIRST],
  ['github.com/flosch/pongo2.RenderTemplateFile', FIRST],
  ['github.com/flosch/pongo2.NewLocalFileSystemLoader', FIRST],
  ['github.com/flosch/pongo2.MustNewLocalFileSystemLoader', FIRST],
  ['github.com/CloudyKit/jet.NewOSFileSystemLoader', FIRST],
  ['github.com/CloudyKit/jet.NewHTMLSet', ALL],
  ['github.com/cbroglie/mustache.ParseFile', FIRST],
  ['github.com/cbroglie/mustache.RenderFile', FIRST],
  ['github.com/aymerick/raymond.ParseFile', FIRST],
  ['github.com/nicksnyder/go-i18n/i18n.Bundle.LoadMessageFile', FIRST],
  ['github.com/nicksnyder/go-i18n/i18n.Bundle.MustLoadMessageFile', FIRST],
  ['github.com/nicksnyder/go-i18n/i18n.LoadTranslationFile', FIRST],
  ['github.com/nicksnyder/go-i18n/i18n.MustLoadTranslationFile', FIRST],
  ...each(FIRST, 'github.com/leonelquinteros/gotext', ['Configure', 'NewLocale', 'Po.ParseFile', 'Mo.ParseFile']),
  ...each({ at: 0, as: 'url' } as const, MIGRATE, ['New', 'NewWithDatabaseInstance']),
  [`${MIGRATE}/source/file.File.Open`, { at: 0, as: 'url' }],
  ...['Up', 'UpTo', 'UpByOne', 'Down', 'Status', 'Version', 'UpContext', 'UpToContext'].map(
    (method) =>
      [`${GOOSE}.${method}`, { at: method.endsWith('Context') ? 2 : 1, as: 'migrations' }] as [string, ReadCall],
  ),
  [`${GOOSE}.Run`, { at: 2, as: 'migrations' }],
  [`${GOOSE}.RunContext`, { at: 3, as: 'migrations' }],
  [`${GOOSE}.RunWithOptions`, { at: 2, as: 'migrations' }],
  ['bitbucket.org/liamstask/goose/lib/goose.RunMigrationsOnDb', { at: 1, as: 'migrations' }],
  ...each(ALL, CASBIN, ['NewEnforcer', 'NewSyncedEnforcer', 'NewCachedEnforcer', 'NewSyncedCachedEnforcer']),
  [`${CASBIN}/model.NewModelFromFile`, FIRST],
  [`${CASBIN}/persist/file-adapter.NewAdapter`, FIRST],
  ['github.com/joho/godotenv.Load', ALL],
  ['github.com/joho/godotenv.Overload', ALL],
  ['github.com/joho/godotenv.Read', ALL],
  ['github.com/subosito/gotenv.Load', ALL],
  ...each(FIRST, VIPER, ['SetConfigFile', 'Viper.SetConfigFile']),
  ...['gopkg.in/ini', 'github.com/go-ini/ini'].flatMap((path): [string, ReadCall][] => [
    [`${path}.LoadSources`, { at: 1, more: true }],
    [`${path}.InsensitiveLoad`, ALL],
  ]),
  ...each(FIRST, 'github.com/magiconair/properties', ['LoadFile', 'MustLoadFile']),
  ['github.com/heetch/confita/backend/file.NewBackend', FIRST],
  ['github.com/JeremyLoy/config.From', FIRST],
  ['github.com/peterbourgon/ff.WithConfigFile', FIRST],
  ['github.com/alecthomas/kong.Configuration', { at: 1, more: true, passes: true }],
  ['gopkg.in/ini.Load', ALL],
  ['gopkg.in/ini.ShadowLoad', ALL],
  ['gopkg.in/ini.LooseLoad', { ...ALL, passes: true }],
  ['github.com/go-ini/ini.Load', ALL],
  ['github.com/Unknwon/goconfig.LoadConfigFile', FIRST],
  ['github.com/unknwon/goconfig.LoadConfigFile', FIRST],
  ['github.com/BurntSushi/toml.DecodeFile', FIRST],
  ['github.com/pelletier/go-toml.LoadFile', FIRST],
  ['github.com/ilyakaznacheev/cleanenv.ReadConfig', FIRST],
  ['github.com/knadh/koanf/providers/file.Provider', FIRST],
  ['github.com/jinzhu/configor.Load', { at: 1, more: true, passes: true }],
  ['github.com/jinzhu/configor.Configor.Load', { at: 1, more: true, passes: true }],
  ['github.com/tkanos/gonfig.GetConf', FIRST],
  ...['gopkg.in/gcfg', 'github.com/go-gcfg/gcfg'].flatMap((path) => each(SECOND, path, ['ReadFileInto'])),
  ...['Yaml', 'JSON', 'Toml'].map((kind): [string, ReadCall] => [
    `github.com/urfave/cli/altsrc.New${kind}SourceFromFile`,
    FIRST,
  ]),
  ['github.com/gookit/config.LoadFiles', ALL],
  ['go.uber.org/config.File', FIRST],
  ...GO_ZERO.flatMap((path) => each(FIRST, `${path}/core/conf`, ['MustLoad', 'Load', 'LoadConfig'])),
  ['github.com/go-kratos/kratos/config/file.NewSource', FIRST],
  ['github.com/hashicorp/hcl/hclsimple.DecodeFile', FIRST],
  ['github.com/hashicorp/hcl/hclparse.Parser.ParseHCLFile', FIRST],
  ['github.com/oschwald/geoip2-golang.Open', FIRST],
  ['github.com/oschwald/maxminddb-golang.Open', FIRST],
  ['github.com/ip2location/ip2location-go.OpenDB', FIRST],
  ['github.com/lionsoul2014/ip2region/binding/golang/xdb.LoadContentFromFile', FIRST],
  ['github.com/lionsoul2014/ip2region/binding/golang/xdb.NewWithFileOnly', FIRST],
  ['github.com/yuin/gopher-lua.LState.DoFile', FIRST],
  ['github.com/yuin/gopher-lua.LState.LoadFile', FIRST],
  ['github.com/getkin/kin-openapi/openapi3.Loader.LoadFromFile', FIRST],
  ['github.com/go-openapi/loads.Spec', FIRST],
  ['github.com/xuri/excelize.OpenFile', FIRST],
  ['github.com/360EntSecGroup-Skylar/excelize.OpenFile', FIRST],
  ['github.com/fogleman/gg.LoadImage', FIRST],
  ['github.com/fogleman/gg.LoadFontFace', FIRST],
  ['github.com/signintech/gopdf.GoPdf.AddTTFFont', SECOND],
  ...['github.com/jung-kurt/gofpdf', 'github.com/go-pdf/fpdf', 'github.com/phpdave11/gofpdf'].map(
    (path): [string, ReadCall] => [`${path}.New`, { at: 3 }],
  ),
  ['github.com/disintegration/imaging.Open', FIRST],
  ...each({ at: 0, as: 'source-folder' } as const, '', [
    'github.com/gobuffalo/packr.NewBox',
    'github.com/GeertJohan/go.rice.FindBox',
    'github.com/GeertJohan/go.rice.MustFindBox',
  ]),
  ['github.com/gobuffalo/packr.New', { at: 1, as: 'source-folder' }],
]);

/** Fields of structs that hold such paths. */
export const READ_FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  [`${ECHO}/middleware.StaticConfig`, ['Root']],
  ['github.com/rubenv/sql-migrate.FileMigrationSource', ['Dir']],
  ['github.com/unrolled/render.Options', ['Directory']],
  ['github.com/foolin/goview.Config', ['Root']],
  ['github.com/valyala/fasthttp.FS', ['Root']],
  [`${HERTZ}/app.FS`, ['Root']],
  ['github.com/cristalhq/aconfig.Config', ['Files']],
]);

function each<Fact>(fact: Fact, path: string, names: readonly string[]): [string, Fact][] {
  return names.map((name) => [path === '' ? name : `${path}.${name}`, fact]);
}
