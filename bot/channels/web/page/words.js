// The page's few words, in the language that the cards speak.

const languages = new Map([[document.documentElement.lang, JSON.parse(document.body.dataset.words)]]);
let words = languages.get(document.documentElement.lang);

export const word = (name) => words[name] ?? name;

/** From now on in the language of this card; its words are fetched once. */
export async function speak(lang, dir) {
  if (lang === document.documentElement.lang) return;
  if (!languages.has(lang)) {
    const answer = await fetch(`${document.body.dataset.base}/words.${encodeURIComponent(lang)}.json`);
    if (!answer.ok) return;
    languages.set(lang, await answer.json());
  }
  words = languages.get(lang);
  document.documentElement.lang = lang;
  document.documentElement.dir = dir;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", word(node.dataset.label));
  }
}
