// Runs in the browser, after start.js: the key that everything is asked with, and the operations to begin from.
const form = document.getElementById('key-form');
const input = document.getElementById('key');
const needsKey = document.body.dataset.access === 'key';

const say = (id, text) => {
  document.getElementById(id).textContent = text;
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  adminKey.keep(input.value.trim());
  // The editor reads the schema once, with the key that it is started with.
  location.reload();
});

function linkTo({ name, kind, text }) {
  const link = document.createElement('a');
  link.href = `?${new URLSearchParams({ query: text })}`;
  link.append(name);
  const small = document.createElement('small');
  small.textContent = kind;
  link.append(small);
  if (new URLSearchParams(location.search).get('query') === text) link.setAttribute('aria-current', 'true');
  return link;
}

async function listOperations() {
  if (needsKey && adminKey.read() === '') {
    return say('operations-state', 'Give a key with the scope admin to see them, and the schema.');
  }
  const answer = await fetch('/graphiql/operations', { headers: adminKey.headers() });
  if (!answer.ok) {
    const { error } = await answer.json();
    return say('operations-state', error);
  }
  const { operations } = await answer.json();
  const list = document.getElementById('operations');
  for (const operation of operations) {
    const item = document.createElement('li');
    item.append(linkTo(operation));
    list.append(item);
  }
  say('operations-state', operations.length === 0 ? 'There are none.' : '');
}

say('key-state', adminKey.read() === '' ? '' : 'A key is set for this tab; an empty one takes it away.');
listOperations().catch(() => say('operations-state', 'They could not be read.'));
