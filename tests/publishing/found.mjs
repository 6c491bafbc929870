// Answers searches: node found.mjs MATCH INDEX, the words asked for as a JSON list on the standard input.
import fs from "node:fs";
import {pathToFileURL} from "node:url";

const {find, ready, words} = await import(pathToFileURL(process.argv[2]));
const index = ready(JSON.parse(fs.readFileSync(process.argv[3], "utf-8")));
const asked = JSON.parse(fs.readFileSync(0, "utf-8"));
const answers = asked.map(text => ({words: words(text, index), found: find(index, text)}));
process.stdout.write(JSON.stringify(answers));
