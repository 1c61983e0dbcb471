import { html, nothing, type TemplateResult } from "lit";

import type { ModelFile } from "../contract/values.js";
import { say } from "../i18n/index.js";
import "../styles/why.css";
import { labelName } from "../workshop/certainty.js";
import { showRounded } from "../workshop/row-values.js";
import type { TreeEnd, TreeNode } from "../workshop/tree.js";
import type { Project } from "../contract/values.js";

/** What the tree is drawn with: names as they are now. */
export interface TreeWords {
  project: Project;
  model: ModelFile;
  fieldName: (id: string) => string;
}

/** Of the largest trees only the way and what is beside it is open. */
const OPEN_DEPTH = 3;

/** The whole tree, with the way through it. */
export function treeDrawing(root: TreeNode, words: TreeWords): TemplateResult {
  return html`<details class="whole-tree">
    <summary>${say.wholeTree()}</summary>
    <p class="quiet small">${say.treeHow()}</p>
    <ul class="tree">
      ${branch(root, null, words, 0)}
    </ul>
  </details>`;
}

function branch(node: TreeNode, says: string | null, words: TreeWords, depth: number): TemplateResult {
  const answer = says === null ? nothing : html`<span class="tree__answer">${says}</span>`;
  const mine = node.onWay ? html`<span class="visually-hidden">(${say.treeMine()})</span>` : nothing;
  const look = node.onWay ? "tree__node tree__node--mine" : "tree__node";
  if (!("yes" in node))
    return html`<li>
      ${answer} <span class="${look} tree__node--end" dir="auto">${endSentence(node, words)}</span> ${mine}
    </li>`;
  const { than } = node;
  const field = words.fieldName(node.fieldId);
  const question =
    typeof than === "number" ? say.treeAtMost(field, showRounded(than)) : say.treeIs(field, than);
  return html`<li>
    <details ?open=${node.onWay || depth < OPEN_DEPTH}>
      <summary>${answer} <span class=${look} dir="auto">${question}</span> ${mine}</summary>
      <ul class="tree">
        ${branch(node.yes, say.treeYes(), words, depth + 1)}
        ${branch(node.no, say.treeNo(), words, depth + 1)}
      </ul>
    </details>
  </li>`;
}

function endSentence({ counts, number, rows }: TreeEnd, { project, model }: TreeWords): string {
  if (counts === null) return say.treeNumber(showRounded(number ?? 0), rows);
  const right = Math.max(...counts);
  const label = model.labels[counts.indexOf(right)]?.id ?? "";
  return say.treeLabel(labelName(project, model, label), right, rows);
}
