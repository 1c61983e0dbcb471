import "./styles/workshop.css";
import "./styles/here.css";
import "./styles/keeping.css";
import "./pages/app.js";
