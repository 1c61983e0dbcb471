import type { ProjectStore } from "../contract/stores.js";
import type { Project, ProjectCard, ProjectChange } from "../contract/values.js";
import { isCode } from "../i18n/index.js";

/** Change name, language or labels. When somebody else changed them in between, the change is made once more on what is
 * there now. */
export async function changeProject(
  projects: ProjectStore,
  seen: Project,
  change: (project: Project) => ProjectChange,
): Promise<ProjectCard> {
  const make = (project: Project) => projects.update(project.id, change(project), project.revision);
  try {
    return await make(seen);
  } catch (problem) {
    if (!isCode(problem, "conflict")) throw problem;
    return make((await projects.get(seen.id)).project);
  }
}
