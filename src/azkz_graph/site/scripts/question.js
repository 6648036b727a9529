// A question's page: the form of its parameters. The engine and the data are loaded when the first answer is wanted.

import { cells } from "./answer/cell.js";
import { Session } from "./answer/session.js";
import { Engine } from "./engine/engine.js";
import { writtenFragment } from "./page/address.js";
import { load, root } from "./page/assets.js";
import { fill, keepInAddress, lists } from "./page/fields.js";
import { pageWords } from "./page/words.js";
import { bound } from "./sparql/binding.js";
import { ConversionFault, converted } from "./sparql/conversion.js";
import { finder } from "./sparql/naming.js";
import { written } from "./sparql/terms.js";

const LIMIT = 30;
const id = (name) => document.getElementById(name);
const form = id("parameters");
if (form) start();

function start() {
  const question = JSON.parse(id("question").textContent);
  const words = pageWords("question", "answer");
  const language = document.documentElement.lang;
  const fields = [...form.querySelectorAll("[data-type]")];
  let session;
  let find;

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer();
  });
  form.addEventListener("focusin", () => prepared().catch(tellLoadFault), { once: true });
  id("question-stop").addEventListener("click", () => session?.stop());
  if (fill(fields)) answer();

  /** The engine and what finds things, once the data are there. */
  async function prepared() {
    if (session) return;
    await Promise.all([load("data.js"), load("engine.js")]);
    if (session) return;
    const { azkz: data, azkzEngine: source } = globalThis;
    find = finder(data);
    form.append(...lists(data, fields, language));
    const cell = cells(data, root, language);
    const parts = { status: id("question-status"), region: id("result"), told: tellFault };
    const answering = (changed) => new Engine(source, data.trig, changed);
    session = new Session({ answering, data, cell, columns: question.columns, words, ...parts });
  }

  async function answer() {
    id("question-status").textContent = words("loading");
    try {
      await prepared();
    } catch {
      return tellLoadFault();
    }
    const values = valuesOf();
    if (!values) return;
    const text = bound(question.text, values);
    keepInAddress(fields);
    id("question-ask").hash = `${writtenFragment(text)}&run`;
    for (const each of ofDefaults()) each.hidden = true;
    await session.run(text, LIMIT, question.name);
  }

  function tellLoadFault() {
    id("question-status").textContent = words("failed");
  }

  function tellFault(fault) {
    id("question-fault").textContent = fault ? words(fault.key, fault.values) : "";
  }

  /** The texts of the terms that were given, by parameter; null if one is none, which is told at its field. */
  function valuesOf() {
    const values = {};
    const faulty = [];
    for (const field of fields) {
      const given = field.value.trim();
      const fault = given && tried(() => (values[field.name] = written(converted(field.dataset.type, given, find))));
      field.setAttribute("aria-invalid", String(Boolean(fault)));
      id(`fault-${field.name}`).textContent = fault ? words(fault.key, { given }) : "";
      if (fault) faulty.push(field);
    }
    if (faulty.length === 0) return values;
    id("question-status").textContent = words("faulty");
    faulty[0].focus();
    return null;
  }
}

function tried(action) {
  try {
    action();
    return null;
  } catch (fault) {
    if (fault instanceof ConversionFault) return fault;
    throw fault;
  }
}

/** What the page was built with beside the table: it tells of the answer to the query as it stands, and of no other. */
function ofDefaults() {
  const beside = [...id("result").parentElement.children].filter(
    (each) => each.id !== "result" && each.tagName !== "H2",
  );
  return [...document.querySelectorAll("figure.chart, .cite"), ...beside];
}
