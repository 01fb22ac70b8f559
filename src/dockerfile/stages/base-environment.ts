import { officialName, parseImage } from './image.ts';

/**
 * The names of the variables that a base image sets; undefined where nobody knows. PATH is set for every image.
 * Source: the Dockerfiles of the Docker official images; names that only older tags set are in the list, too.
 */
export function baseEnvironment(reference: string | undefined): readonly string[] | undefined {
  if (reference === undefined) return undefined;
  if (reference === 'scratch') return [];
  const image = parseImage(reference);
  const official = image && officialName(image);
  if (image?.registry === 'gcr.io' && /^distroless\/(?:static|base|cc)/.test(image.repository))
    return ['SSL_CERT_FILE'];
  return official !== undefined && Object.hasOwn(ENVIRONMENTS, official) ? ENVIRONMENTS[official] : undefined;
}

/** Whether some official image sets the variable: an image that is made from one, or mirrors it, may set it, too. */
export function someImageSets(name: string): boolean {
  return Object.values(ENVIRONMENTS).some((names) => names.includes(name));
}

const ENVIRONMENTS: Readonly<Record<string, readonly string[]>> = {
  alpine: [],
  debian: [],
  ubuntu: [],
  busybox: [],
  almalinux: [],
  amazonlinux: [],
  archlinux: ['LANG'],
  bash: ['_BASH_VERSION', '_BASH_BASELINE', '_BASH_LATEST_PATCH', '_BASH_BASELINE_PATCH'],
  'buildpack-deps': [],
  centos: [],
  fedora: ['DISTTAG', 'FGC', 'FBR', 'container'],
  oraclelinux: [],
  rockylinux: [],
  golang: ['GOLANG_VERSION', 'GOTOOLCHAIN', 'GOPATH'],
  node: ['NODE_VERSION', 'YARN_VERSION'],
  nginx: ['NGINX_VERSION', 'NJS_VERSION', 'NJS_RELEASE', 'PKG_RELEASE', 'DYNPKG_RELEASE', 'ACME_VERSION'],
  httpd: ['HTTPD_PREFIX', 'HTTPD_VERSION', 'HTTPD_SHA256', 'HTTPD_PATCHES', 'NGHTTP2_VERSION', 'OPENSSL_VERSION'],
  python: [
    ...['LANG', 'GPG_KEY', 'PYTHON_VERSION', 'PYTHON_SHA256', 'PYTHON_PIP_VERSION', 'PYTHON_SETUPTOOLS_VERSION'],
    ...['PYTHON_GET_PIP_URL', 'PYTHON_GET_PIP_SHA256', 'PYTHON_WHEEL_VERSION'],
  ],
  rust: ['RUSTUP_HOME', 'CARGO_HOME', 'RUST_VERSION'],
  ruby: [
    ...['LANG', 'RUBY_VERSION', 'RUBY_MAJOR', 'RUBY_DOWNLOAD_URL', 'RUBY_DOWNLOAD_SHA256', 'GEM_HOME', 'BUNDLE_PATH'],
    ...['BUNDLE_SILENCE_ROOT_WARNING', 'BUNDLE_APP_CONFIG', 'BUNDLE_BIN', 'RUBYGEMS_VERSION', 'BUNDLER_VERSION'],
  ],
  php: [
    ...[
      'PHPIZE_DEPS',
      'PHP_INI_DIR',
      'PHP_CFLAGS',
      'PHP_CPPFLAGS',
      'PHP_LDFLAGS',
      'GPG_KEYS',
      'PHP_VERSION',
      'PHP_URL',
    ],
    ...['PHP_ASC_URL', 'PHP_SHA256', 'APACHE_CONFDIR', 'APACHE_ENVVARS', 'PHP_EXTRA_CONFIGURE_ARGS'],
  ],
  'eclipse-temurin': ['JAVA_HOME', 'JAVA_VERSION', 'LANG', 'LANGUAGE', 'LC_ALL'],
  openjdk: ['JAVA_HOME', 'JAVA_VERSION', 'LANG'],
  maven: [
    'MAVEN_HOME',
    'MAVEN_CONFIG',
    'MAVEN_VERSION',
    'USER_HOME_DIR',
    'JAVA_HOME',
    'JAVA_VERSION',
    'LANG',
    'LANGUAGE',
    'LC_ALL',
  ],
  gradle: ['GRADLE_HOME', 'GRADLE_VERSION', 'JAVA_HOME', 'JAVA_VERSION', 'LANG', 'LANGUAGE', 'LC_ALL'],
  caddy: ['CADDY_VERSION', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME'],
  redis: ['GOSU_VERSION', 'REDIS_VERSION', 'REDIS_DOWNLOAD_URL', 'REDIS_DOWNLOAD_SHA'],
};
