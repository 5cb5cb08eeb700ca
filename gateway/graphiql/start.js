// Runs in the browser, after the library. Everything is asked of this origin; nothing is inline.
const assets = new URL('.', document.currentScript.src);

const workers = { graphql: 'graphql.worker..bundle.js', json: 'json.worker.bundle.js' };

globalThis.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) =>
    new URL(`monacoeditorwork/${workers[label] ?? 'editor.worker.bundle.js'}`, assets).href,
};

/** The key of whoever works here. It stays in this tab, and goes to this origin alone. */
const adminKey = {
  read: () => sessionStorage.getItem('admin-key') ?? '',
  keep(key) {
    if (key === '') sessionStorage.removeItem('admin-key');
    else sessionStorage.setItem('admin-key', key);
  },
  headers() {
    const key = this.read();
    return key === '' ? {} : { 'x-api-key': key };
  },
};
globalThis.adminKey = adminKey;

const example = `# What does a remote worker's permit (E33G) cost?
# Run it with the button, or with Ctrl and Enter. Ctrl and Space completes what you type.
query RemoteWorkerPermit {
  service(code: "E33G") {
    code
    name
    options {
      label
      price {
        amount
        formatted
      }
    }
    requirements
  }
}
`;

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  title: 'Zantara GraphiQL',
  endpoint: '/graphql',
  additionalHeaders: adminKey.headers(),
  // What is typed into the editor of headers may be a key too, and must not outlive the tab.
  shouldPersistHeaders: false,
  query: new URLSearchParams(location.search).get('query') ?? example,
});
