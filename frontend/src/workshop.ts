import "./styles/index.css";
import "./styles/workshop.css";
import "./styles/here.css";
import "./pages/app.js";
